// What the generator writes beside the classes.
#include "../keys_apart.h"

const std::string OwnOrder::Cols::_id = "\"id\"";
const std::string OwnOrder::Cols::_user_id = "\"user_id\"";
const std::string OwnOrder::Cols::_status = "\"status\"";
const std::vector<std::string> OwnOrder::primaryKeyName = {"id", "user_id"};
const std::string OwnOrder::tableName = "\"orders\"";

const std::vector<std::string> UsersOrder::primaryKeyName = {"user_id", "id"};
const std::string UsersOrder::tableName = "\"orders\"";

const std::vector<std::string> Line::primaryKeyName = {"id", "order_id"};
const std::string Line::tableName = "\"items\"";
